// The items of a long list stand in groups (ListView.tsx).

/** The list of an item. */
export const listOf = (item: Element): Element | null => item.parentElement?.closest('ol, ul') ?? null

/** The items of a list itself, without those of the lists in them. */
export const itemsOf = (list: Element): Element[] => [...list.querySelectorAll(':scope > li, :scope > .items > li')]

/** Whether this is the paragraph of an item in a tight list, where it says nothing. */
export const isTightParagraph = (element: Element): boolean => element.matches('.tight > li > p, .tight > .items > li > p')

export const isLooseItem = (element: Element): boolean => element.matches('.loose > li, .loose > .items > li')
