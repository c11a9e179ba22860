# No dispatch without somebody who will be able to see it arrive. The goods wait in the store, and every reason is told.
day 1 08:00  piet   registers WB-0 to junction, 200 bags, due day 2 12:00
day 1 08:30  piet   dispatches WB-0 but is refused: NO_MONITOR_ASSIGNED
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 2 11:00  nadia  receives WB-0: 200 good
day 3 08:00  amina  registers WB-1 to village, 100 bags, due day 5 16:00
day 3 08:05  amina  asks the gate about WB-1 but is refused: NO_MONITOR_ASSIGNED
# Nobody promises in another's name.
day 3 08:59  rosa   assigns tom to WB-1 but is refused: NOT_ALLOWED
day 3 09:00  ines   assigns tom to WB-1
day 3 10:00  amina  dispatches WB-1 but is refused: MONITOR_NOT_INDEPENDENT
# Who is party to a delivery does not choose who looks at it.
day 3 11:00  amina  assigns mara to WB-1 but is refused: NOT_ALLOWED
day 3 12:00  office denies access to the village
day 3 13:00  amina  dispatches WB-1 but is refused: MONITOR_NOT_INDEPENDENT, ACCESS_DENIED_AT_SITE
day 4 08:00  rosa   assigns mara to WB-1
day 4 09:00  amina  dispatches WB-1 but is refused: ACCESS_DENIED_AT_SITE
             then   WB-1 is ON_THE_WAY, flags none
# Nobody else can make the dispatch either.
day 4 10:00  bruno  dispatches WB-1 but is refused: NOT_ALLOWED
day 6 08:00  office allows access to the village again
day 6 09:00  amina  asks the gate about WB-1
day 6 09:30  amina  dispatches WB-1
day 6 09:31  dario  passes the ferry with WB-1
day 6 20:00  bruno  receives WB-1: 100 good
             then   WB-1 is AWAITING_VISIT, flags none
