import { z } from 'zod';
import { route } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { assetAt, type Encoding } from './assets.ts';

/** The files that pages load. Their names change with their content, so browsers may keep them for good. */
export const assetRoutes = [
  route({
    method: 'get',
    path: '/assets/:file',
    access: 'anyone',
    tag: 'pages',
    hidden: true,
    summary: 'A file of the pages',
    params: z.object({ file: z.string() }),
    successes: [],
    handle: ({ params, req }) => {
      const asset = assetAt(`/assets/${params.file}`);
      if (asset === undefined) throw new Problem('not_found');
      const encoding = (req.acceptsEncodings('br', 'gzip') || 'identity') as Encoding;
      return {
        status: 200,
        text: { type: asset.type, body: asset.encoded(encoding) },
        headers: {
          'Cache-Control': 'public, max-age=31536000, immutable',
          Vary: 'Accept-Encoding',
          ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
        },
      };
    },
  }),
];
