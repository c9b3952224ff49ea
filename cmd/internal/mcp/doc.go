// Package mcp is what rolecall tells an assistant: tools of the Model Context
// Protocol that read a posting, audit its title, and explain a role.
//
//	err := mcp.Serve(ctx, mcp.Options{Classifier: c, Jobs: 2}, os.Stdin, os.Stdout)
//
// What a client sends is taken as hostile: a line that is no message, or too
// long, is answered with an error, and the next is read; a posting is read when
// its turn comes, a large one alone; files are those of one folder, regular, and
// opened without waiting. What is quoted from a posting is marked as data.
package mcp
