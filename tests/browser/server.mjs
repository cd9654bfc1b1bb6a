// A backfile-server under test, over an archive indexed for it, on a free port of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

// inputs: files and folders to index. settings: further flags of the server. Ends with stop().
export class Server {
  static async start({ indexer, server, scratch, name, inputs, settings = [] }) {
    const archive = path.join(scratch, name);
    if (inputs) {
      rmSync(archive, { recursive: true, force: true });
      const done = spawnSync(indexer, ['add', '--archive', archive, ...inputs], { encoding: 'utf8' });
      // 1: some records were refused, with their reasons. The sample archive has such on purpose.
      if (done.status > 1 || done.status === null) throw new Error(`indexing failed with status ${done.status}: ${done.stdout}${done.stderr}`);
    }
    const process_ = spawn(server, ['--archive', archive, '--listen', '127.0.0.1:0', '--log-file', path.join(scratch, `${name}.log`), ...settings]);
    const started = new Server();
    started.process = process_;
    started.name = name;
    started.output = '';
    process_.stderr.on('data', (data) => { started.output += data; });
    await new Promise((resolve, reject) => {
      let said = '';
      process_.stdout.on('data', (data) => {
        said += data;
        const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found) { started.address = found[0]; resolve(); }
      });
      process_.on('exit', () => reject(new Error(`the server did not start: ${said}${started.output}`)));
    });
    return started;
  }

  url(target) { return this.address + target; }

  async json(target) { return (await fetch(this.url(target))).json(); }

  // Throws where it did not end in order: what the sanitizers found is in the message.
  async stop() {
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    if (this.process.exitCode === null) this.process.kill('SIGTERM');
    const status = this.process.exitCode ?? await ended;
    if (status !== 0) throw new Error(`the server of '${this.name}' ended with status ${status}: ${this.output.slice(0, 4000)}`);
  }
}
