# Phones are offline for days. What is told late is told with its own time, and the order of arrival changes nothing.
day 1 08:00  piet   registers WB-0 to junction, 200 bags, due day 2 12:00
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 2 11:00  nadia  receives WB-0: 200 good
day 3 08:00  amina  registers WB-1 to village, 100 bags, due day 4 16:00
day 3 09:00  rosa   assigns mara to WB-1
# The receipt comes before the dispatch.
day 4 15:00  bruno  receives WB-1: 100 good
day 4 20:00  amina  dispatches WB-1 as of day 3 12:00
             then   WB-1 is AWAITING_VISIT, flags none
# And here the monitor speaks before anybody says that anything arrived.
day 5 08:00  amina  registers WB-2 to valley, 100 bags, due day 6 12:00
day 5 09:00  rosa   assigns mara to WB-2
day 5 10:00  amina  dispatches WB-2
day 7 11:00  mara   counts 100 bags of WB-2
day 8 09:00  rosa   accepts what mara says of WB-2
             then   WB-2 is ON_THE_WAY, flags F22
day 8 16:00  bruno  receives WB-2: 100 good as of day 6 14:00
             then   WB-2 is VERIFIED, flags none
# Written down two weeks after: believed, and flagged.
day 20 09:00 mara   counts 100 bags of WB-1 as of day 6 10:00
day 20 12:00 rosa   accepts what mara says of WB-1
             then   WB-1 is VERIFIED, flags F18 F21
