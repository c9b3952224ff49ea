// Command generate writes builtin.bin, the weights that are built in, from
// weights.json. go generate runs it in the folder of package classify.
package main

import (
	"fmt"
	"os"

	"rolecall/classify"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	weights, err := os.Open("weights.json")
	if err != nil {
		return err
	}
	defer weights.Close()
	blob, err := classify.Compile(weights)
	if err != nil {
		return err
	}
	return os.WriteFile("builtin.bin", blob, 0o644)
}
