// An ordinary user who may not make user namespaces, as on hardened systems and in plain containers: for the tests of what Hearth does there.
import { spawnSync } from 'node:child_process'

/** Sets the limit of a new namespace to none, for which it needs the capabilities it has there, and then gives these up. */
const FORBID = 'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --ambient-caps=-all --inh-caps=-all -- "$@"'

/** Words that, put before a command, forbid user namespaces to it. */
export const withoutUserNamespaces = [
  ...['unshare', '--user', '--map-user=1000', '--map-group=1000', '--keep-caps', '--'],
  ...['sh', '-c', FORBID, 'sh']
]

/** Whether this user can set that limit here. */
export function canForbidUserNamespaces() {
  const [command, ...args] = [...withoutUserNamespaces, 'true']
  return process.platform === 'linux' && spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
