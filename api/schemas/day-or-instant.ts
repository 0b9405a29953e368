import { z } from 'zod';
import { isCalendarDay } from '../../domain/calendar/calendar-day.ts';
import { atParisTime, type Instant, instant } from '../../domain/calendar/paris-time.ts';

/** An instant; a day means its beginning in Paris. */
export const dayOrInstantSchema = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text): Instant => (isCalendarDay(text) ? atParisTime(text, '00:00') : instant(text)))
  .meta({ description: 'An instant, or a day `YYYY-MM-DD` (its beginning in Paris).' });
