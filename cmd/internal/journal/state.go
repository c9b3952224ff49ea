package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"

	"rolecall/cmd/internal/outfile"
)

// A state is the first line of OUT.resume. Behind it stand, a line each, the
// check sums of what was given to the operating system since.
type state struct {
	Format int    `json:"format"`
	Sound  int64  `json:"sound"` // bytes of OUT.part that are on the disk
	Sum    uint32 `json:"sum"`   // their check sum, CRC-32C
	Run    Key    `json:"run"`
}

// stateFormat is the number that this program writes and reads.
const stateFormat = 2

// A checkSum is of the first bytes of OUT.part.
type checkSum struct {
	bytes int64
	sum   uint32
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func addSum(sum uint32, b []byte) uint32 { return crc32.Update(sum, castagnoli(), b) }

// saveState writes OUT.resume anew, without check sums behind the state.
func (j *Journal) saveState() error {
	b, err := json.Marshal(&j.state)
	if err != nil {
		return err
	}
	if err := outfile.WriteBytes(StatePath(j.out), append(b, '\n')); err != nil {
		return err
	}
	if j.log != nil {
		j.log.Close()
	}
	j.log, err = os.OpenFile(StatePath(j.out), os.O_WRONLY|os.O_APPEND, 0)
	return err
}

// noteSum keeps the check sum of what was given to the operating system.
func (j *Journal) noteSum() error {
	_, err := fmt.Fprintf(j.log, "%d %08x\n", j.written, j.sum)
	return err
}

func readState(out string) (s state, sums []checkSum, err error) {
	b, err := os.ReadFile(StatePath(out))
	if err != nil {
		return s, nil, err
	}
	first, rest, _ := bytes.Cut(b, []byte("\n"))
	if err := json.Unmarshal(first, &s); err != nil || s.Format != stateFormat {
		return s, nil, fmt.Errorf("%s: not of this version: start over with --force", StatePath(out))
	}
	at := s.Sound
	for line := range bytes.Lines(rest) {
		var c checkSum
		if n, _ := fmt.Sscanf(string(line), "%d %08x\n", &c.bytes, &c.sum); n < 2 || !bytes.HasSuffix(line, []byte("\n")) || c.bytes < at {
			break // torn off by the stop
		}
		sums, at = append(sums, c), c.bytes
	}
	return s, sums, nil
}
