/** The locale that a system of the Unix kind gives for numbers, times and dates, as BCP 47; null where it names none of a region. */
export function regionalLocale(env: NodeJS.ProcessEnv): string | null {
  const name = env.LC_ALL || env.LC_TIME || env.LANG // an empty variable counts as none
  const [, language, region] = /^([a-z]{2,3})_([A-Z]{2})\b/.exec(name?.replace(/[.@]/, ' ') ?? '') ?? []
  return language && region ? `${language}-${region}` : null
}
