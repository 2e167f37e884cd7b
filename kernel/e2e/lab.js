// What the tests ask of JupyterLab, through the application that it exposes for tests.
window.weft = {
	panel(path) {
		for (const w of jupyterapp.shell.widgets('main')) {
			if (w.context?.path === path) return w;
		}
		throw new Error('not open: ' + path);
	},
	async until(what, done) {
		const start = performance.now();
		while (!done()) {
			if (performance.now() - start > 240000) throw new Error('gave up waiting for ' + what);
			await new Promise(next => setTimeout(next, 20));
		}
	},
	kernel(path) {
		return this.panel(path).sessionContext.session?.kernel;
	},
	async open(path) {
		const w = await jupyterapp.commands.execute('docmanager:open', {path, factory: 'Notebook'});
		await w.context.ready;
		await w.sessionContext.ready;
		jupyterapp.shell.activateById(w.id);
		await w.sessionContext.session.kernel.info;
		return true;
	},
	cells(path) {
		return this.panel(path).context.model.toJSON().cells.filter(c => c.cell_type === 'code');
	},
	outputs(path, index) {
		return this.panel(path).content.widgets[index].node.querySelector('.jp-OutputArea');
	},
	async showOutputs(path, index) {
		await this.scrollTo(path, index);
		const nb = this.panel(path).content;
		nb.mode = 'command';
		nb.widgets[index].node.scrollIntoView({block: 'start'});
		return true;
	},
	status(path) {
		return this.kernel(path)?.status ?? 'none';
	},
	// What a kernel says while JupyterLab still connects to it is lost, that it is idle too; it says so again after a question.
	async ask(path) {
		try {
			await Promise.race([this.kernel(path).requestKernelInfo(), new Promise(next => setTimeout(next, 1000))]);
		} catch {}
		return true;
	},
	async activate(path) {
		const panel = this.panel(path);
		jupyterapp.shell.activateById(panel.id);
		await this.until(path + ' to be the current one', () => jupyterapp.shell.currentWidget === panel);
	},
	// Without its id the command would be about the notebook that had the focus last, which may be another one.
	async start(path) {
		await this.activate(path);
		jupyterapp.commands.execute('notebook:run-all-cells', {semanticWidget: this.panel(path).id});
		return true;
	},
	async runAll(path) {
		await this.activate(path);
		await jupyterapp.commands.execute('notebook:run-all-cells', {semanticWidget: this.panel(path).id});
		return true;
	},
	async command(name, args) {
		await jupyterapp.commands.execute(name, args);
		return true;
	},
	async scrollTo(path, index) {
		const nb = this.panel(path).content;
		nb.activeCellIndex = index;
		await nb.scrollToItem(index, 'start');
		return true;
	},
	async run(path, index) {
		await this.select(path, index);
		await jupyterapp.commands.execute('notebook:run-cell', {semanticWidget: this.panel(path).id});
		return true;
	},
	async begin(path, index) {
		await this.select(path, index);
		jupyterapp.commands.execute('notebook:run-cell', {semanticWidget: this.panel(path).id});
		return true;
	},
	async select(path, index) {
		await this.activate(path);
		this.panel(path).content.activeCellIndex = index;
		this.panel(path).content.deselectAll();
	},
	async edit(path, index, text) {
		await this.select(path, index);
		const cell = this.panel(path).content.widgets[index];
		cell.model.sharedModel.setSource(text);
		await this.focusCell(path, index);
		return true;
	},
	async focusCell(path, index) {
		const nb = this.panel(path).content;
		nb.mode = 'edit';
		const editor = nb.widgets[index].editor;
		editor.focus();
		editor.setCursorPosition(editor.getPositionAt(nb.widgets[index].model.sharedModel.getSource().length));
		await nb.scrollToItem(index, 'center');
		return true;
	},
	// Tab is the completer's only once the editor that has the focus is known to it.
	async completes() {
		await this.until('the completer', () => document.activeElement?.closest('.jp-mod-completer-enabled'));
		return true;
	},
	completions() {
		return [...document.querySelectorAll('.jp-Completer:not(.lm-mod-hidden) .jp-Completer-item .jp-Completer-match')].map(e => e.textContent);
	},
	text(selector) {
		return [...document.querySelectorAll(selector)].map(e => e.innerText).join('\n');
	},
	async gone(selector) {
		const there = () => [...document.querySelectorAll(selector)].some(e => !e.classList.contains('lm-mod-hidden'));
		await this.until(selector + ' to be gone', () => !there());
		return true;
	},
	// Keys of the keyboard go to what has the focus, and a busy page may move that to the notebook, which takes letters
	// for commands.
	answer(selector, text) {
		const box = document.querySelector(selector);
		if (box) {
			box.value = text;
			box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));
		}
		return true;
	},
	async theme(name) {
		await jupyterapp.commands.execute('apputils:change-theme', {theme: name});
		const there = () => document.body.dataset.jpThemeName === name && !document.getElementById('jupyterlab-splash');
		await this.until(name, there);
		return true;
	},
};
true
