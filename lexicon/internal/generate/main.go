// Command generate writes builtin.bin, the lexicon that is built in, from data/.
// go generate runs it in the folder of package lexicon.
package main

import (
	"fmt"
	"os"

	"rolecall/lexicon"
)

func main() {
	blob, err := lexicon.Compile(os.DirFS("data"))
	if err == nil {
		err = os.WriteFile("builtin.bin", blob, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
