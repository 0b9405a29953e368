import { defineEntity, p } from '@mikro-orm/postgresql';
import type { HolidayRegion } from '../../domain/calendar/holidays.ts';

/** One training of an organisation, as the public catalogue describes it. */
export const Training = defineEntity({
  name: 'Training',
  tableName: 'trainings',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    /** What makes a catalogue row the same training at the next import (`db/catalogue/training-key.ts`). */
    catalogueKey: p.text(),
    title: p.text(),
    certification: p.text().nullable(),
    rncpCode: p.text().nullable(),
    inventoryCode: p.text().nullable(),
    certifinfoCode: p.text().nullable(),
    exitLevel: p.text().nullable(),
    subject: p.text().nullable(),
    highlights: p.text().nullable(),
    departmentCode: p.text().nullable(),
    departmentName: p.text().nullable(),
    regionCode: p.text().nullable(),
    regionName: p.text().nullable(),
    hoursMin: p.double().nullable(),
    hoursMax: p.double().nullable(),
    hoursMean: p.double().nullable(),
    priceMinCents: p.integer().nullable(),
    priceMaxCents: p.integer().nullable(),
    priceMeanCents: p.integer().nullable(),
    /** Digest of the imported row: an unchanged row is not written again. */
    rowHash: p.text(),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** A session of a training, published by its organisation. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'training_sessions',
  properties: {
    id: p.uuid().primary(),
    trainingId: p.uuid(),
    startsOn: p.date(),
    endsOn: p.date(),
    priceCents: p.integer(),
    hours: p.double().nullable(),
    place: p.text(),
    remote: p.boolean(),
    hasPrerequisites: p.boolean(),
    /** Which public holidays count at its site. */
    region: p.text().$type<HolidayRegion>(),
    status: p.text().$type<'open' | 'closed'>().default('open'),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});
