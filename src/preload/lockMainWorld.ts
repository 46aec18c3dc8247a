/**
 * Runs in the page's own world before any of its scripts, passed there as text: it may use nothing from outside its body.
 *
 * WebRTC is the one way out that neither the Content Security Policy nor webRequest sees, and each new frame brings it back; Chromium has
 * no switch for it, and Electron runs no preload in an empty frame. So the page has neither WebRTC nor a way to make a frame. Markup is no
 * way either: the policy demands Trusted Types and allows none. Main loads the page again should a frame ever be there (pageRecovery).
 *
 * Script of the page may replace every built-in later. The functions below therefore look at what was made, not at the arguments, and use
 * only references that were taken before any script of the page ran.
 */
export function lockMainWorld(): void {
  type Method = (this: unknown, ...given: unknown[]) => unknown
  const apply = Reflect.apply.bind(Reflect)
  const { Error: RefusedError } = globalThis
  const frames = ['iframe', 'frame', 'object', 'embed', 'fencedframe', 'portal']
  const getter = (prototype: object, name: string): Method =>
    Reflect.get(Object.getOwnPropertyDescriptor(prototype, name) ?? {}, 'get') as Method
  const localName = getter(Element.prototype, 'localName')
  const documentElement = getter(Document.prototype, 'documentElement')

  const refuseFrame = (element: unknown): void => {
    const name = element === null ? null : apply(localName, element, [])
    for (let place = 0; place < frames.length; place++) {
      if (name === frames[place]) throw new RefusedError('Hearth’s page has no frames')
    }
  }
  const replace = (prototype: object, name: string, make: (original: Method) => Method): void => {
    const original = Object.getOwnPropertyDescriptor(prototype, name)?.value as Method
    Object.defineProperty(prototype, name, { value: make(original), writable: false, configurable: false, enumerable: true })
  }
  for (const name of ['createElement', 'createElementNS']) {
    replace(
      Document.prototype,
      name,
      (original) =>
        function (this: unknown, ...given) {
          const element = apply(original, this, given)
          refuseFrame(element)
          return element
        }
    )
  }
  replace(
    DOMImplementation.prototype,
    'createDocument',
    (original) =>
      function (this: unknown, ...given) {
        const made = apply(original, this, given)
        refuseFrame(apply(documentElement, made, []))
        return made
      }
  )
  // Without the options: `extends` would let a class of the page construct a frame.
  replace(
    CustomElementRegistry.prototype,
    'define',
    (original) =>
      function (this: unknown, ...given) {
        return apply(original, this, [given[0], given[1]])
      }
  )
  // `document.open` would empty the document without a navigation.
  replace(Document.prototype, 'open', () => () => {
    throw new RefusedError('Hearth’s page stays')
  })
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'XSLTProcessor'])
    delete (window as unknown as Record<string, unknown>)[name]
}
