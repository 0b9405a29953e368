/** The floor of the list page: a bare Express route that runs the same SQL with `pg`: `bare-list-server.ts DATABASE_URL PORT`. */
import express from 'express';
import { Pool } from 'pg';

const [databaseUrl = '', port = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString: databaseUrl, max: 20 });
const app = express();

// The SQL of api/dossiers/list.ts, as Postgres receives it.
const listOfTrainee = `
  select snapshot, (extract(epoch from updated_at) * 1000)::float8 as "updatedAt" from dossiers
  where trainee_id = $1 and deleted_at is null
  order by created_at desc, number limit $2`;

app.get('/list/:traineeId', async (request, response) => {
  const { rows } = await pool.query(listOfTrainee, [request.params.traineeId, 21]);
  response.json({ items: rows });
});
const server = app.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end());
});
