import type { SchemeSettings } from './auth-settings.ts';
import type { Layer } from './layers.ts';

type Certificate = NonNullable<SchemeSettings['certificate']>;
type Auth = Readonly<Record<string, SchemeSettings>>;

/** The settings that name files of client certificates, with each path meant from where the configuration stands. */
export function certificatesBeside(settings: Layer, beside: (path: string) => string): Layer {
  const certificate = ({ cert, key, pfx, ...rest }: Certificate): Certificate => ({
    ...rest, ...(cert !== undefined && { cert: beside(cert) }), ...(key !== undefined && { key: beside(key) }), ...(pfx !== undefined && { pfx: beside(pfx) }),
  });
  const auth = (schemes: Auth): Record<string, SchemeSettings> => Object.fromEntries(Object.entries(schemes).map(([name, scheme]) => [name, scheme.certificate ? { ...scheme, certificate: certificate(scheme.certificate) } : scheme]));
  const { expired, otherTenant, readOnly } = settings;
  return {
    ...(settings.certificate && { certificate: certificate(settings.certificate) }),
    ...(settings.auth && { auth: auth(settings.auth) }),
    ...(expired?.auth && { expired: { ...expired, auth: auth(expired.auth) } }),
    ...(otherTenant?.auth && { otherTenant: { ...otherTenant, auth: auth(otherTenant.auth) } }),
    ...(readOnly?.auth && { readOnly: { ...readOnly, auth: auth(readOnly.auth) } }),
  };
}
