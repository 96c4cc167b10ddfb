/** How a mount is written. */
export const mountPattern = /^(.+?):(\/[^:]*)(?::(ro|rw))?$/;
/** How it is written when a container is ready. */
export const readyPattern = /^(port|http:\/.*|log:.+)$/;
