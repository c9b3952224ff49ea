//go:build !unix

package mcp

// noWait is for systems whose folders hold pipes.
const noWait = 0
