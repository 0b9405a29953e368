import type { ActivityInterceptorsFactory } from '@temporalio/worker';

const beatsPerLimit = 3;

/**
 * Lets every activity whose workflow waits for heartbeats beat for as long as its process lives: when a worker is killed, what
 * it was doing goes to another one after the heartbeat's time limit, not after that of the whole attempt. The activities
 * themselves need not think of it.
 */
export const heartbeats: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    async execute(input, next) {
      const { heartbeatTimeoutMs } = context.info;
      if (heartbeatTimeoutMs === undefined || heartbeatTimeoutMs === 0) return await next(input);
      const beating = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / beatsPerLimit);
      try {
        return await next(input);
      } finally {
        clearInterval(beating);
      }
    },
  },
});
