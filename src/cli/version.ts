/** Put in by the build. */
declare const ASSAY_VERSION: string | undefined;

/** The version of assay; a run of the sources without a build has none. */
export const version: string = typeof ASSAY_VERSION === 'string' ? ASSAY_VERSION : '0.0.0-source';
