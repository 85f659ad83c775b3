/** A key with its certificate, in PEM. */
export interface KeyPair {
	key: string;
	cert: string;
}

const NAME = 2;
const ADDRESS = 7;

/**
 * Makes a certificate that signs itself, for the loopback names of this machine. It is good for a
 * year. Whoever calls the emulator over HTTPS has to be told to trust it.
 */
export async function loopbackCertificate(): Promise<KeyPair> {
	// Only here: the package takes a while to load, and plain HTTP does not need it.
	const { generate } = await import('selfsigned');
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: NAME, value: 'localhost' },
					{ type: ADDRESS, ip: '127.0.0.1' },
					{ type: ADDRESS, ip: '::1' },
				],
			},
		],
	});
	return { key, cert };
}
