# The monitor stands at the barrier. It is no visit, however it is told.
day 1 08:00  piet   registers WB-0 to junction, 200 bags, due day 2 12:00
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 2 11:00  nadia  receives WB-0: 200 good
day 3 08:00  amina  registers WB-1 to village, 100 bags, due day 4 16:00
day 3 09:00  rosa   assigns mara to WB-1
day 3 10:00  amina  dispatches WB-1
day 4 15:00  bruno  receives WB-1: 100 good
day 6 10:00  mara   is turned away from WB-1
             then   WB-1 is AWAITING_VISIT, flags F04
# The planner may look a second time; the parties may not.
day 7 08:00  amina  accepts what mara says of WB-1 but is refused: NOT_ALLOWED
day 7 09:00  rosa   accepts what mara says of WB-1
             then   WB-1 is UNVERIFIED, flags F04
# The deliverer's contractor was let in. That helps nobody.
day 8 10:00  tom    counts 100 bags of WB-1
day 8 16:00  rosa   accepts what tom says of WB-1
             then   WB-1 is UNVERIFIED, flags F04
day 26 09:00 office waits
             then   WB-1 is UNVERIFIED, flags F01 F04 F38
day 50 09:00 office waits
             then   WB-1 is UNVERIFIED, flags F01 F04 F15 F38
