import { basename } from 'node:path';

export default basename(import.meta.url);
