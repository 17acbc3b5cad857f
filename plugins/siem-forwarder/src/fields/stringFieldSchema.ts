import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The schema of our form fields: each answers with a plain string, such as an id. */
export const stringFieldSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z => z.object({}),
});
