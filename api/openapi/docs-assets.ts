import express, { type RequestHandler, Router } from 'express';
import { absolutePath } from 'swagger-ui-dist';

/** The viewer's own files that the page loads; nothing else of the package is served. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Serves the viewer's files from this server: the page loads nothing from anywhere else. */
export function docsAssets(): RequestHandler {
  const folder = express.static(absolutePath(), { index: false, maxAge: '1d' });
  const router = Router();
  router.get('/api/docs/assets/:file', (req, res, next) => {
    const { file } = req.params;
    if (!files.includes(file)) {
      next();
      return;
    }
    req.url = `/${file}`;
    folder(req, res, next);
  });
  return router;
}
