import type { Client } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';

const notFound = 5;

/** The workers of one task queue, of whatever build, are one deployment. */
function deploymentName(taskQueue: string): string {
  return `workers-${taskQueue}`;
}

/**
 * How a worker of a build takes part in its deployment: each dossier moves to the build that is current with its next task. Without
 * a build id (development, tests) there is one build, and nothing to say.
 */
export function deploymentOf(
  taskQueue: string,
  buildId: string | undefined,
): { workerDeploymentOptions?: WorkerDeploymentOptions } {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: deploymentName(taskQueue), buildId },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

/** The build whose workers get the tasks; null when there is none, so that no versioned worker gets any. */
export async function currentBuild(client: Client, taskQueue: string): Promise<string | null> {
  try {
    const { workerDeploymentInfo } = await client.workflowService.describeWorkerDeployment({
      namespace: client.options.namespace,
      deploymentName: deploymentName(taskQueue),
    });
    return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === notFound) return null;
    throw error;
  }
}

/** Makes a build current, once a worker of it runs. Throws what Temporal throws: it knows no such build yet, or does not answer. */
export async function makeCurrent(client: Client, taskQueue: string, buildId: string): Promise<void> {
  await client.workflowService.setWorkerDeploymentCurrentVersion({
    namespace: client.options.namespace,
    deploymentName: deploymentName(taskQueue),
    buildId,
    identity: client.options.identity,
    // The first build has queues that no other ever had.
    ignoreMissingTaskQueues: true,
  });
}
