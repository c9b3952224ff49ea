package document

import (
	"testing"

	"rolecall/extract/internal/tables"
)

// The table is sound.
func TestPastedTable(t *testing.T) {
	if _, err := loadPasted(tables.Builtin.Pasted); err != nil {
		t.Error(err)
	}
}
