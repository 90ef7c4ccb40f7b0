export { allLibraries, connectAll } from './all-libraries.ts';
export { branchesFor } from './branches-for.ts';
export { connect } from './connect.ts';
export { deskAccess } from './desk-access.ts';
export { deskHtml } from './desk-html.tsx';
export { expressApp } from './express-app.ts';
export { fastifyApp } from './fastify-app.ts';
export { honoApp } from './hono-app.ts';
