/** The last line of every run: `N passed, N failed`. A suite that cannot start counts as one failure. */
module.exports = class TotalsReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    process.on('exit', () => process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`))
  }
}
