import { requestFile } from './request.ts';

/** Asks for a file with a body and hands it to the person as a download. */
export async function download(path: string, body: unknown): Promise<void> {
  const { name, content } = await requestFile(path, body);
  const link = document.createElement('a');
  const url = URL.createObjectURL(content);
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
