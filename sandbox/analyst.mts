/** The owner account of the sandbox's n8n. It is known to everybody and lives on loopback only. */
export const analyst = {
	email: 'analyst@soc.example',
	firstName: 'SOC',
	lastName: 'Analyst',
	password: 'Playbook2026',
} as const;
