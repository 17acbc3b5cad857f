import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { wallClockNow } from '../clock/Clock';

const signing = {
  name: 'ECDSA',
  namedCurve: 'P-256',
  hash: 'SHA-256',
} as const;

const day = 24 * 60 * 60 * 1000;

/** Certificates of one run of the simulator. The authority's key never leaves this function. */
export interface ServerCertificates {
  /** PEM of the authority, for clients to trust. */
  caPem: string;
  /** PEM of the servers' certificate. */
  certificatePem: string;
  /** PEM of the servers' private key (PKCS #8). */
  keyPem: string;
}

/**
 * Makes an authority and one certificate for `localhost` and `127.0.0.1`, both
 * valid for 30 days: a run of the simulator does not last longer.
 */
export async function createServerCertificates(): Promise<ServerCertificates> {
  // The declarations of Node's WebCrypto and of the DOM's describe the same object.
  const crypto = webcrypto as unknown as Crypto;
  x509.cryptoProvider.set(crypto);
  const notBefore = new Date(wallClockNow() - day);
  const notAfter = new Date(wallClockNow() + 30 * day);

  const caKeys = await crypto.subtle.generateKey(signing, false, [
    'sign',
    'verify',
  ]);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=SIEM Forwarder Azure simulator, OU=Development only',
    notBefore,
    notAfter,
    signingAlgorithm: signing,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        // eslint-disable-next-line no-bitwise
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });

  const serverKeys = await crypto.subtle.generateKey(signing, true, [
    'sign',
    'verify',
  ]);
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=localhost',
    issuer: ca.subject,
    notBefore,
    notAfter,
    signingAlgorithm: signing,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    caPem: ca.toString('pem'),
    certificatePem: server.toString('pem'),
    keyPem: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}
