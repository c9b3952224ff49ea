//go:build !race

package extract

const slow = 1
