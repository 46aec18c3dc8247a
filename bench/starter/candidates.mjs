// Settings for the starter that are compared by `npm run bench -- starterSettings`.
export const candidates = []
