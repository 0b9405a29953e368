interface Parameter {
  name: string;
  in: string;
  schema?: object;
}
interface Operation {
  parameters?: readonly Parameter[];
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
}

/** The document with the numbers of dossiers that exist in place of any number, so that requests get beyond « 404 ». */
export function withKnownDossiers(published: unknown, numbers: readonly string[]): unknown {
  const document = structuredClone(published) as Document;
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    if (operation.parameters === undefined) continue;
    operation.parameters = operation.parameters.map((parameter) =>
      parameter.in === 'path' && parameter.name === 'number'
        ? { ...parameter, schema: { type: 'string', enum: [...numbers] } }
        : parameter,
    );
  }
  return document;
}
