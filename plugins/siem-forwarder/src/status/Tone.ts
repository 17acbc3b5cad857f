/**
 * The families of colour that a status can wear. The colour repeats what icon
 * and word say; it never says it alone.
 */
export type Tone = 'positive' | 'negative' | 'warning' | 'info' | 'neutral';
