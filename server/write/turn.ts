/**
 * A turn of the event loop: sockets are served, and commands that arrive meanwhile queue up. Long work takes one now and then,
 * because what the former batch has yet to send lies in this process until the socket takes it.
 */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
