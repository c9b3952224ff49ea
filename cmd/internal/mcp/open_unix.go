//go:build unix

package mcp

import "syscall"

// noWait lets a pipe be opened at once, whether anybody writes to it or not.
const noWait = syscall.O_NONBLOCK
