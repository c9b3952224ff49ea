//go:build race

package extract

// slow is by how much the race detector slows a test down.
const slow = 12
