import { bookableNow } from '../../catalogue/bookable.ts';
import { trainingWithSessions } from '../../catalogue/training.ts';
import { route } from '../../http/route.ts';
import { idParams } from '../../schemas/parts.ts';
import { traineeOf } from '../../security/session-life.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage } from '../frame/frame.ts';
import { aPage } from '../page-route.ts';
import { trainingView, type TrainingView } from './view.ts';

const trainingPage = template<TrainingView>('training/training');

/** One training. */
export const trainingRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/formations/:id',
    access: 'visitor',
    summary: 'One training with its open sessions',
    params: idParams,
    unknown: 'training_not_found',
    handle: async (exchange) => {
      const { em, params, req, services } = exchange;
      const training = await trainingWithSessions(em, params.id, bookableNow(services));
      const isLoggedIn = traineeOf(req.session, services.clock.now()) !== null;
      // A visitor gets no session for looking; the form then leads to the login.
      const fields = isLoggedIn ? formFields(req) : '';
      const main = trainingPage(trainingView(contextOf(req), training, { isLoggedIn, formFields: fields }));
      return await showPage(exchange, { title: training.title, main, section: 'search' });
    },
  }),
];
