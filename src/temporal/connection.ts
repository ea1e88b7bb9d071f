import { Client, Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'

/** Connects as the standard `TEMPORAL_*` variables and profile files say: address, namespace, API key, TLS.
 *  A server that is away does not matter: calls fail until it is back. */
export function connectClient(): Client {
  const { connectionOptions, namespace } = loadClientConnectConfig()
  const connection = Connection.lazy(connectionOptions)
  return new Client({ connection, ...(namespace && { namespace }) })
}
