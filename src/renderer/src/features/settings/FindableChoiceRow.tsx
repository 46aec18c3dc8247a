import type { ReactElement } from 'react'
import { Findable } from '../../state/settingsSearch'
import { ChoiceRow, type ChoiceRowProps } from '../../ui/ChoiceRow'

/** A row of choices that the search finds by its name, its hint and what can be chosen. */
export function FindableChoiceRow<T extends string | number>(props: ChoiceRowProps<T>): ReactElement {
  return (
    <Findable texts={[props.name, props.hint, ...props.choices.map(({ label }) => label)]}>
      <ChoiceRow {...props} />
    </Findable>
  )
}
