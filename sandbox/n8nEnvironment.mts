import { dirname, delimiter } from 'node:path';

export interface N8nSettings {
	/** The Node that n8n runs on. */
	node: string;
	/** n8n's user folder. */
	userFolder: string;
	port: number;
	/** Port of the broker through which n8n talks to its task runner. */
	brokerPort: number;
	/** Path of n8n's health check. */
	healthPath: string;
	/** A file of certificates that n8n trusts beside the usual ones. */
	certificates?: string;
	/** n8n's default when left out. */
	logLevel?: string;
}

/** All that n8n may see of the environment of this process. */
const passedOn = [
	'HOME',
	'LANG',
	'LC_ALL',
	'LOGNAME',
	'SHELL',
	'SYSTEMROOT',
	'TEMP',
	'TMP',
	'TMPDIR',
	'USER',
	'USERPROFILE',
	'WINDIR',
];

/**
 * The environment of an n8n that serves loopback only and calls nobody by itself: no telemetry, no
 * update checks, no templates, no licence server, no package lists. A proxy, an `N8N_*` setting or a
 * database of the developer's own environment does not reach it.
 */
export function n8nEnvironment(settings: N8nSettings): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const name of passedOn) if (process.env[name]) env[name] = process.env[name];
	return {
		...env,
		...(settings.certificates ? { NODE_EXTRA_CA_CERTS: settings.certificates } : {}),
		...(settings.logLevel ? { N8N_LOG_LEVEL: settings.logLevel } : {}),
		PATH: [dirname(settings.node), process.env.PATH ?? process.env.Path].join(delimiter),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: settings.userFolder,
		N8N_ENDPOINT_HEALTH: settings.healthPath,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_PORT: String(settings.port),
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_LICENSE_SERVER_URL: 'http://127.0.0.1:9',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_AI_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub,agents',
		DB_TYPE: 'sqlite',
		TZ: 'UTC',
		GENERIC_TIMEZONE: 'UTC',
	};
}
