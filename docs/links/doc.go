// Package links reads Markdown files and notebooks for what they point at, and says which of it is not there:
// files, headings, and paths of the repository that the text names. It knows how GitHub and JupyterLab name
// headings; it opens no connection, so links to other hosts are only listed.
package links
