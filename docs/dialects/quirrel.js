// Quirrel as `quirrel --no-cron --quiet` starts it, without its limit of 10000 requests a minute: PORT=9181 node quirrel.js
const { runQuirrel } = require("quirrel/dist/cjs/src/api");
const { createRedisFactory } = require("quirrel/dist/cjs/src/api/shared/create-redis");

runQuirrel({
  host: "127.0.0.1",
  port: Number(process.env.PORT),
  redisFactory: createRedisFactory(process.env.REDIS_URL),
  rateLimiter: { max: Number.MAX_SAFE_INTEGER },
  disableTelemetry: true,
  logger: "quiet",
});
