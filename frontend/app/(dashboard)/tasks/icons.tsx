import type { ReactNode } from 'react'

type Draw = { children: ReactNode }

function Icon({ children }: Draw) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

const drawn = (name: string, path: string) => {
  const Drawing = () => (
    <Icon>
      <path d={path} />
    </Icon>
  )
  Drawing.displayName = name
  return Drawing
}

export const CloseIcon = drawn('CloseIcon', 'M6.5 6.5l11 11M17.5 6.5l-11 11')
export const TodayIcon = drawn(
  'TodayIcon',
  'M5 6.5A1.5 1.5 0 0 1 6.5 5h11A1.5 1.5 0 0 1 19 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 17.5zM5 9.5h14M12 13v2.5M12 13h.01',
)
export const UpcomingIcon = drawn(
  'UpcomingIcon',
  'M5 6.5A1.5 1.5 0 0 1 6.5 5h11A1.5 1.5 0 0 1 19 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 17.5zM5 9.5h14M8.5 13h.01M12 13h.01M15.5 13h.01M8.5 16h.01M12 16h.01',
)
export const OverdueIcon = drawn(
  'OverdueIcon',
  'M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM12 8.5V12l2.3 1.6',
)
export const InboxIcon = drawn(
  'InboxIcon',
  'M4.5 13.5 7 6.2A1.8 1.8 0 0 1 8.7 5h6.6A1.8 1.8 0 0 1 17 6.2l2.5 7.3v4A1.5 1.5 0 0 1 18 19H6a1.5 1.5 0 0 1-1.5-1.5zM4.5 13.5h4.2l1 2h4.6l1-2h4.2',
)
export const AllIcon = drawn('AllIcon', 'M9 7h10M9 12h10M9 17h10M5 7h.01M5 12h.01M5 17h.01')
export const CompletedIcon = drawn(
  'CompletedIcon',
  'M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM8.8 12.2l2.2 2.2 4.2-4.4',
)
export const TrashIcon = drawn(
  'TrashIcon',
  'M5 7h14M10 7V5.2h4V7M7 7l.8 11a1.3 1.3 0 0 0 1.3 1.2h5.8a1.3 1.3 0 0 0 1.3-1.2L17 7M10.3 10.5v5M13.7 10.5v5',
)
export const ProjectIcon = drawn(
  'ProjectIcon',
  'M4.5 7.5A1.5 1.5 0 0 1 6 6h3.6l2 2.2H18a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 18 18.2H6a1.5 1.5 0 0 1-1.5-1.5z',
)
export const LabelIcon = drawn(
  'LabelIcon',
  'M5 5.8v5.1a1.5 1.5 0 0 0 .4 1l6.9 6.7a1.5 1.5 0 0 0 2.1 0l4.2-4.2a1.5 1.5 0 0 0 0-2.1L11.9 5.4a1.5 1.5 0 0 0-1-.4H5.8a.8.8 0 0 0-.8.8zM8.6 8.6h.01',
)
export const SearchIcon = drawn(
  'SearchIcon',
  'M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.5 15.5 19.5 19.5',
)
export const PlusIcon = drawn('PlusIcon', 'M12 5.5v13M5.5 12h13')
export const MenuIcon = drawn('MenuIcon', 'M4.5 7h15M4.5 12h15M4.5 17h15')
export const GripIcon = drawn(
  'GripIcon',
  'M9.5 6.5h.01M14.5 6.5h.01M9.5 12h.01M14.5 12h.01M9.5 17.5h.01M14.5 17.5h.01',
)
export const RepeatIcon = drawn(
  'RepeatIcon',
  'M6 11V9.8A2.8 2.8 0 0 1 8.8 7H18M15.5 4.5 18 7l-2.5 2.5M18 13v1.2a2.8 2.8 0 0 1-2.8 2.8H6M8.5 19.5 6 17l2.5-2.5',
)
export const BellIcon = drawn(
  'BellIcon',
  'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.2 1.2H5.3zM10.3 20h3.4',
)
export const FlagIcon = drawn('FlagIcon', 'M6.5 20V5M6.5 5.5h10.2l-2 3.5 2 3.5H6.5')
export const ClockIcon = OverdueIcon
export const LinkIcon = drawn(
  'LinkIcon',
  'M10 14a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5L11.2 7.8M14 10a3.5 3.5 0 0 0-5 0l-2.5 2.5a3.5 3.5 0 0 0 5 5l1.3-1.3',
)
export const SubtasksIcon = drawn(
  'SubtasksIcon',
  'M6.5 5v9.5A2.5 2.5 0 0 0 9 17h3M6.5 9H12M15.5 9h3M15.5 17h3',
)
export const NotesIcon = drawn('NotesIcon', 'M6 7h12M6 11h12M6 15h7')
export const PencilIcon = drawn(
  'PencilIcon',
  'M5 19l.8-3.6L15.6 5.6a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-9.8 9.8z',
)
export const MoreIcon = drawn('MoreIcon', 'M6.5 12h.01M12 12h.01M17.5 12h.01')
export const HelpIcon = drawn(
  'HelpIcon',
  'M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM9.8 10a2.2 2.2 0 1 1 3.4 1.9c-.8.5-1.2.9-1.2 1.8M12 16.2h.01',
)
export const SelectIcon = drawn(
  'SelectIcon',
  'M5 6.8A1.8 1.8 0 0 1 6.8 5h10.4A1.8 1.8 0 0 1 19 6.8v10.4a1.8 1.8 0 0 1-1.8 1.8H6.8A1.8 1.8 0 0 1 5 17.2zM8.8 12.2l2.2 2.2 4.2-4.4',
)
