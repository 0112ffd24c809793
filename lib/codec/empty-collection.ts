/** An empty list or set as the server stores it. The driver would send null for one; an empty map it sends as it should. */
export const emptyCollection = Buffer.alloc(4)
