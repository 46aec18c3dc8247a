export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A task of its own, with no delay. */
export const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(0)
  })
