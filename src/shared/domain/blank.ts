/** Whether nothing of a text can be seen: white space and characters that only direct others, such as U+200B. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}]/u.test(text)
