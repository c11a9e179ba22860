# What nobody hears of is late; what is told lost is lost, by its cause.
day 1 08:00  piet   registers WB-0 to junction, 200 bags, due day 2 12:00
day 1 09:00  rosa   assigns mara to WB-0
day 1 10:00  piet   dispatches WB-0
day 2 11:00  nadia  receives WB-0: 200 good
day 3 08:00  amina  registers WB-1 to village, 100 bags, due day 4 16:00
day 3 09:00  rosa   assigns mara to WB-1
day 3 10:00  amina  dispatches WB-1
             then   WB-1 is ON_THE_WAY, flags none
day 6 09:00  office waits
             then   WB-1 is ON_THE_WAY, flags F22
day 7 12:00  dario  loses 100 bags of WB-1 by ARMED_THEFT
             then   WB-1 is LOST, flags none
