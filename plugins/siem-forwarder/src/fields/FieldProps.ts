import { stringFieldSchema } from './stringFieldSchema';

/** The props of our form fields. */
export type FieldProps = (typeof stringFieldSchema)['TProps'];
