// UnmarshalJSON and UnmarshalText at the top level.
package main

import (
	"encoding/json"
	"fmt"
)

type Temp float64

func (t *Temp) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("temp: %w", err)
	}
	_, err := fmt.Sscanf(s, "%gC", (*float64)(t))
	return err
}

func main() {
	var t Temp
	fmt.Println(json.Unmarshal([]byte(`"2.5C"`), &t), float64(t))
	err := json.Unmarshal([]byte(`3`), &t)
	fmt.Println(err, float64(t))
}
