/** How many workflow tasks a worker has done, as it tells itself. @param address of its metrics */
export async function tasksDone(address: string): Promise<number> {
  const text = await (await fetch(address)).text()
  const counts = [...text.matchAll(/^temporal_workflow_task_execution_latency_count\{.*\} (\d+)$/gm)]
  return counts.reduce((sum, [, count]) => sum + Number(count), 0)
}
