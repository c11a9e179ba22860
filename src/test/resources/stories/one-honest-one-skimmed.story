# Rice from the port to two places. In the village all is well but for two bags; in the valley the storekeeper signs
# for more than there is, and the monitor counts.
day 1 08:00  piet   registers WB-0 to junction, 300 bags, due day 3 12:00
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 3 11:00  nadia  receives WB-0: 300 good
day 4 08:00  amina  registers WB-1 to village, 100 bags, due day 5 16:00
day 4 08:10  amina  registers WB-2 to valley, 150 bags, due day 5 18:00
day 4 09:00  rosa   assigns mara to WB-1
day 4 09:01  rosa   assigns mara to WB-2
             then   WB-1 is ON_THE_WAY, flags none
day 5 07:00  amina  dispatches WB-1
day 5 07:30  amina  dispatches WB-2
day 5 11:00  dario  passes the ferry with WB-1
day 5 15:00  bruno  receives WB-1: 99 good, 1 damaged SPILLAGE_REPACK
             then   WB-1 is AWAITING_VISIT, flags F08
day 5 18:00  bruno  receives WB-2: 146 good, 4 missing PILFERAGE
             then   WB-2 is AWAITING_VISIT, flags F08
day 7 10:00  mara   counts 99 bags of WB-1
             then   WB-1 is AWAITING_VISIT, flags F08
day 7 15:00  mara   counts 118 bags of WB-2
             then   WB-2 is AWAITING_VISIT, flags F08 F11
day 8 09:00  rosa   accepts what mara says of WB-1
             then   WB-1 is VERIFIED, flags F08
day 8 09:10  rosa   accepts what mara says of WB-2
             then   WB-2 is DISPUTED, flags F08 F11
day 9 09:00  bruno  distributes 99 bags of WB-1
             then   WB-1 is VERIFIED, flags F08
# Time alone settles nothing. Nobody hands out what came to the valley, and nobody acts on what was found there.
day 60 09:00 office waits
             then   WB-1 is VERIFIED, flags F08
             then   WB-2 is DISPUTED, flags F08 F11 F15 F38
